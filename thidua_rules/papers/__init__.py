"""Papers in Word (extra `docx`): lists of candidates, minutes, notices and letters, by templates of an office's own."""
