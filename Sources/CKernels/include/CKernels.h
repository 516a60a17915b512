// Numeric kernels that the Swift compiler does not vectorise well. All pointers are borrowed for the call; counts are in elements.
#pragma once

#include <stddef.h>
#include <stdint.h>

// out[k] = Σ_d query[d] · rows[k · dimensions + d] for k in 0..<count.
void kernel_dot_rows(const float *query, const float *rows, size_t count, size_t dimensions, float *out);

// sum[d] = Σ_k weights[k] · rows[picks[k] · dimensions + d] for k in 0..<count.
void kernel_weighted_sum(
  float *sum, const int8_t *rows, const int32_t *picks, const float *weights, size_t count, size_t dimensions);

// out[k] = |rows 0 + … + k| for k in 0..<count; `sum` has room for a row, and holds their sum in the end.
void kernel_run_norms(const float *rows, size_t count, size_t dimensions, float *sum, float *out);

// out[k] = unit · units[k] · Σ_d query[d] · rows[picks[k] · dimensions + d] for k in 0..<count.
void kernel_cosines(
  const int8_t *query, float unit, const int8_t *rows, const int32_t *picks, const float *units, size_t count, size_t dimensions, float *out);

// Σ_d vector[d]².
int32_t kernel_square(const int8_t *vector, size_t dimensions);

// values[k] = exp(slope · (max(0, values[k]) − middle)) for k in 0..<count, to within 4 %.
void kernel_exponentials(float *values, size_t count, float slope, float middle);

// Finds the bits that are set in at least `need` (from 1) of `row_count` (up to 65,535) rows of `words` words each: writes their places, in
// order, and in how many rows they are set, and returns how many there are. `places` and `counts` have room for 64 · words.
size_t kernel_frequent_bits(
  const uint64_t *const *rows, size_t row_count, size_t words, uint32_t need, uint32_t *places, uint16_t *counts);

// Clears `words` words of `row`, then sets the bits that the ascending list names, counted from bit 64 · first_word; others are left out.
void kernel_spread_bits(const uint16_t *list, size_t count, size_t first_word, size_t words, uint64_t *row);

// A pattern for kernel_distance. Character c matches where bit front + i of masks[slots[c] · stride …] is set, for i in 0..<length; all other bits
// are 0. `front` and the bits behind the pattern exceed by 128 what the longest text and the highest limit reach.
typedef struct {
  const uint64_t *masks;
  const uint16_t *slots;
  size_t stride;
  size_t front;
  size_t length;
  // Room for 2 · (limit / 64 + 1) words.
  uint64_t *scratch;
} kernel_pattern;

// The Levenshtein distance of the pattern and a text of `count` characters, if it is at most `limit`, and limit + 1 otherwise.
size_t kernel_distance(const kernel_pattern *pattern, const uint8_t *text, size_t count, size_t limit);
