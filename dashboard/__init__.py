"""The screen: asks the store, draws, says. Decides nothing."""
