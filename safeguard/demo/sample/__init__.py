"""The sample trust: three invented schools with two years of history.

`plan.build_plan` is pure: it invents everything from a seed and a moment, and touches no database.
`loader.load` then plays the plan through the same actions as the screens, oldest step first.
Every person, place and event is invented.
"""
