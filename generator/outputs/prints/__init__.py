"""Printed editions: tagged PDFs (PDF/UA-1 and PDF/A-2a) set by Typst, one or more for each grid."""
