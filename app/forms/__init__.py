"""Guided assessment forms: an own engine for the documented subset of HL7 FHIR Questionnaire.

``load`` reads a template, ``session`` fills it in, ``check`` says what is missing, ``response``
writes and reads the answers. Pure values; nothing here knows a window, a file or a clock.
"""
