"""For the tests of plugin authors and integrators; needs the extra ``testing``."""
