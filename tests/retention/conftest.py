"""Property tests are about dates, not about how busy the machine is; and they leave no folder behind."""

from hypothesis import settings

settings.register_profile("dates", deadline=None, database=None)
settings.load_profile("dates")
