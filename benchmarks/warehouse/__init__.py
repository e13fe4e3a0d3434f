"""How a warehouse of many documents bears loading, publishing and questions."""
