"""What one picture may cost, and how large what becomes of it is."""

MIB = 2**20

MAX_BYTES = 2 * MIB
MAX_PIXELS = 9_000_000
SMALLEST_SIDE = 16
# Wide as high: a wordmark at the one end, a tall coat of arms at the other.
LOGO_SHAPES = (1 / 4, 12.0)
ICON_SHAPES = (2 / 3, 3 / 2)

# Everything that is decoded, drawn or written is so in a process that the kernel ends at these.
MEMORY_BYTES = 300 * MIB
PROCESSOR_SECONDS = 2
# In one process of ours, whoever asks: all its threads at once would take the memory of a small machine.
MOST_AT_ONCE = 2
# By the clock, while a person waits for it; and where nobody does, on a machine that may be busy.
CLOCK_SECONDS = 1.9
PATIENT_SECONDS = 30.0
# A picture's files, in base 64, are a tenth of this.
MAX_TOLD_BYTES = 8 * MIB

# Sides within which pixels are kept while they are worked on.
WORKED_ON = (1920, 1024)
KEPT = (960, 240)
# The room a logo has on a page, in the pixels of a plain screen, and what finer ones show of it.
PAGE_ROOM = (224, 48)
DENSITIES = (1, 2, 3)
MAIL_ROOM = (480, 120)
ICON_SIDES = (32, 48, 180, 192, 512)
TAB_SIDES = (32, 48)
TOUCH_SIDE = 180
MASKABLE_SIDE = 512
# What a round or otherwise cut icon surely shows is a circle of four fifths: the picture stands within it.
MASKABLE_SHARE = 0.64
