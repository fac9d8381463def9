"""Pure derivations: an episode and a playhead in, what each panel shows out."""
