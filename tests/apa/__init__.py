"""Works, golden texts and helpers of the APA tests."""
