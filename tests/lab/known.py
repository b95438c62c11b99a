"""known - differences to other programs that are right, and why."""
import fnmatch


class Known:
    """CAPTURE | WHAT | who says it alone | VALUE | why; * is anything."""

    def __init__(self, path):
        self.rows = []
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip() and not line.startswith("#"):
                    cells = [c.strip() for c in line.split("|", 4)]
                    self.rows.append((cells, [0]))

    def explains(self, capture, what, who, value):
        for cells, used in self.rows:
            if who == cells[2] and fnmatch.fnmatchcase(capture, cells[0]) and \
                    fnmatch.fnmatchcase(what, cells[1]) and \
                    fnmatch.fnmatchcase(value, cells[3]):
                used[0] += 1
                return cells[4]
        return None

    def unused(self):
        return [" | ".join(cells) for cells, used in self.rows if not used[0]]
