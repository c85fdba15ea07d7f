"""Whether the pattern finder tells the truth: runners made with known triggers, and what it says of them."""
