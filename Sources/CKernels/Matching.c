#include "CKernels.h"

#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define WIDEST __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define WIDEST
#endif

// Words that are counted at a time: eight cache lines of each row.
enum { TILE = 64, PLANES = 16 };

// The sum of three bits; what is carried goes to `carry`.
#define ADD(a, b, c, sum, carry)               \
  uint64_t sum##_half = (a) ^ (b);             \
  uint64_t sum = sum##_half ^ (c);             \
  uint64_t carry = ((a) & (b)) | (sum##_half & (c));

// Counts are kept as planes, bit p of every count in plane p, so that 64 counts go up at a time.
WIDEST size_t kernel_frequent_bits(
  const uint64_t *const *rows, size_t row_count, size_t words, uint32_t need, uint32_t *places, uint16_t *counts
) {
  if (need > row_count) return 0;
  size_t planes = 3;
  while (row_count >> planes) planes++;
  size_t found = 0;
  uint64_t plane[PLANES][TILE], carry[TILE];
  for (size_t start = 0; start < words; start += TILE) {
    size_t count = words - start < TILE ? words - start : TILE;
    memset(plane, 0, planes * sizeof *plane);
    size_t r = 0;
    for (; r + 7 <= row_count; r += 7) {
      const uint64_t *a = rows[r] + start, *b = rows[r + 1] + start, *c = rows[r + 2] + start, *d = rows[r + 3] + start;
      const uint64_t *e = rows[r + 4] + start, *f = rows[r + 5] + start, *g = rows[r + 6] + start;
      for (size_t w = 0; w < count; w++) {
        ADD(a[w], b[w], c[w], one1, two1)
        ADD(d[w], e[w], f[w], one2, two2)
        ADD(one1, one2, g[w], one, two3)
        ADD(two1, two2, two3, two, four)
        uint64_t carry0 = plane[0][w] & one;
        plane[0][w] ^= one;
        ADD(plane[1][w], two, carry0, sum1, carry1)
        plane[1][w] = sum1;
        ADD(plane[2][w], four, carry1, sum2, carry2)
        plane[2][w] = sum2;
        carry[w] = carry2;
      }
      for (size_t p = 3; p < planes; p++)
        for (size_t w = 0; w < count; w++) {
          uint64_t both = plane[p][w] & carry[w];
          plane[p][w] ^= carry[w];
          carry[w] = both;
        }
    }
    for (; r < row_count; r++) {
      memcpy(carry, rows[r] + start, count * sizeof *carry);
      for (size_t p = 0; p < planes; p++)
        for (size_t w = 0; w < count; w++) {
          uint64_t both = plane[p][w] & carry[w];
          plane[p][w] ^= carry[w];
          carry[w] = both;
        }
    }
    for (size_t w = 0; w < count; w++) {
      uint64_t more = 0, equal = ~(uint64_t)0;
      for (size_t p = planes; p-- > 0;) {
        if (need >> p & 1) {
          equal &= plane[p][w];
        } else {
          more |= equal & plane[p][w];
          equal &= ~plane[p][w];
        }
      }
      for (uint64_t rest = more | equal; rest; rest &= rest - 1) {
        int bit = __builtin_ctzll(rest);
        uint32_t value = 0;
        for (size_t p = 0; p < planes; p++) value |= (uint32_t)(plane[p][w] >> bit & 1) << p;
        places[found] = (uint32_t)((start + w) * 64 + (size_t)bit);
        counts[found++] = (uint16_t)value;
      }
    }
  }
  return found;
}

void kernel_spread_bits(const uint16_t *list, size_t count, size_t first_word, size_t words, uint64_t *row) {
  memset(row, 0, words * sizeof *row);
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (list[middle] < first_word * 64) low = middle + 1;
    else high = middle;
  }
  for (size_t k = low; k < count; k++) {
    size_t word = list[k] / 64u - first_word;
    if (word >= words) break;
    row[word] |= (uint64_t)1 << (list[k] & 63);
  }
}

// Myers' bit vectors (1999) as Hyyrö (2003) has them, over a band of `width` words that goes down one row with each column. Bit b stands for the
// diagonal `lowest` + b, where a diagonal is row less column. The last cell's diagonal never falls, so that its value alone ends the search.
static inline __attribute__((always_inline)) size_t band(
  const kernel_pattern *pattern, const uint8_t *text, size_t count, size_t limit, ptrdiff_t lowest, ptrdiff_t last, size_t width, uint64_t *up,
  uint64_t *down
) {
  // `up` has the rows that are one more than the row above, `down` those that are one less. Rows before the pattern are all alike.
  for (size_t w = 0; w < width; w++) {
    ptrdiff_t before = -lowest - (ptrdiff_t)w * 64;
    up[w] = before <= 0 ? ~(uint64_t)0 : before >= 64 ? 0 : ~(uint64_t)0 << before;
    down[w] = 0;
  }
  size_t followed = (size_t)(last - lowest);
  size_t score = last > 0 ? (size_t)last : 0;
  size_t place = (size_t)((ptrdiff_t)pattern->front + lowest);
  for (size_t j = 0; j < count; j++, place++) {
    const uint64_t *mask = pattern->masks + pattern->slots[text[j]] * pattern->stride + place / 64;
    unsigned shift = place % 64;
    unsigned long long carry = 0;
    uint64_t diagonal = 0, right_up = 0, right_down = 0;
    for (size_t w = 0; w < width; w++) {
      uint64_t match = mask[w] >> shift | mask[w + 1] << 1 << (63 - shift);
      uint64_t sum = __builtin_addcll(match & up[w], up[w], carry, &carry);
      uint64_t same = (sum ^ up[w]) | match | down[w];
      if (w) {
        uint64_t below = diagonal >> 1 | same << 63;
        uint64_t new_up = right_down | ~(below | right_up);
        uint64_t new_down = below & right_up;
        right_up = down[w] | ~(same | up[w]);
        right_down = same & up[w];
        up[w - 1] = new_up;
        down[w - 1] = new_down;
      } else {
        right_up = down[w] | ~(same | up[w]);
        right_down = same & up[w];
      }
      diagonal = same;
      if (w == followed / 64) score += ~same >> followed % 64 & 1;
    }
    if (score > limit) return limit + 1;
    up[width - 1] = right_down | ~(diagonal >> 1 | right_up);
    down[width - 1] = diagonal >> 1 & right_up;
  }
  return score;
}

size_t kernel_distance(const kernel_pattern *pattern, const uint8_t *text, size_t count, size_t limit) {
  ptrdiff_t last = (ptrdiff_t)pattern->length - (ptrdiff_t)count;
  size_t apart = (size_t)(last < 0 ? -last : last);
  if (apart > limit) return limit + 1;
  // A path that leaves these diagonals costs more than the limit (Ukkonen 1985).
  ptrdiff_t spare = (ptrdiff_t)(limit - apart) / 2;
  ptrdiff_t lowest = (last < 0 ? last : 0) - spare;
  size_t width = (apart + 2 * (size_t)spare) / 64 + 1;
  uint64_t up[4], down[4];
  switch (width) {
    case 1: return band(pattern, text, count, limit, lowest, last, 1, up, down);
    case 2: return band(pattern, text, count, limit, lowest, last, 2, up, down);
    case 3: return band(pattern, text, count, limit, lowest, last, 3, up, down);
    case 4: return band(pattern, text, count, limit, lowest, last, 4, up, down);
    default: return band(pattern, text, count, limit, lowest, last, width, pattern->scratch, pattern->scratch + width);
  }
}
