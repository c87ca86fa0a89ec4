"""What others write and read: HSDS and CPSV-AP, from entries and back, by one table of fields."""
