"""Doorways of calls, concept notes and interests for programs."""
