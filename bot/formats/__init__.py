"""Documents -> entries: one file per format, what decides which, and children with limits to read in (`isolation`).

Importing the package imports no parser: the service needs them in its children only.
"""
