"""From a task's quantities to its series: which are one indicator, how they stand to each other and to the goal."""
