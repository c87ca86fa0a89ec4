"""The domain's questions, each answered once: rules and views both ask here."""
