"""Property tests are about files, not about how busy the machine is; and they leave no folder behind."""

from hypothesis import settings

settings.register_profile("imports", deadline=None, database=None)
settings.load_profile("imports")
