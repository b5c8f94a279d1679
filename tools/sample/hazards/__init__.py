"""Hazards: studies (kajian) and areas (bahaya), drawn from a made-up terrain around the real coast."""
