"""What the site hands to programs and to Excel: one register, one module for each form."""
