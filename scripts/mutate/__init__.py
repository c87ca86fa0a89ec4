"""Small faults put into the program on purpose: does a test notice each?"""
