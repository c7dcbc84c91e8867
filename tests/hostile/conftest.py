from tests.chat.conftest import openai, publish_guide  # noqa: F401  (for the tests beside this file)
