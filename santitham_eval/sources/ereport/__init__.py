"""Exports of the peace councils' e-report: downloads named ``.xls`` that are web pages, and CSV.

Places are written by their Thai names.  Minutes, households and whatever else names persons is
not among the columns that are read, so it never leaves the file.
"""
