"""Chance that falls the same on every machine."""


class Dice:
    """A linear congruential generator of 64 bits with Knuth's MMIX constants.

    Python promises the stream of `random` only in part and NumPy not at all; the sample year must be
    the same bytes everywhere.
    """

    def __init__(self, seed: int) -> None:
        self._state = seed
        for _ in range(4):  # neighbouring seeds begin alike; let them part
            self.below(1)

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` − 1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % limit

    def about(self, spread: int) -> int:
        """A whole number from −`spread` to +`spread`."""
        return self.below(2 * spread + 1) - spread

    def chance(self, percent: int) -> bool:
        """True in `percent` of 100 throws."""
        return self.below(100) < percent
