"""Agencies' items: NITF, NewsML, ninjs, and the telex text of IPTC 7901 and ANPA 1312; what several of them have in common."""
