"""Views: the catalogue joined and ordered for one page; plain frozen data, equal when the page is."""
