"""The independent checker of proofs: it knows the page on semantics and the cited facts, and none of our other code."""
