"""Words of the published site: labels of vocabularies, dates, times, telephone numbers."""
