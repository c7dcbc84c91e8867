"""Words, sentences and tokens: how a text is taken apart wherever it is searched, compared or cut."""
