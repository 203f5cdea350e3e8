"""Building proofs: what a record says, with the facts that it rests on."""
