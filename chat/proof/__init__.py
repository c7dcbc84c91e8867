"""What an answer says held against what its sources say: nothing stays that they do not prove."""
