#include "CKernels.h"

// One binary serves old and new processors: the loader picks the widest registers there are.
#if defined(__x86_64__) && defined(__linux__)
#define WIDEST __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define WIDEST
#endif

// Sums may be taken in any order; otherwise no loop below could be vectorised.
#pragma clang fp reassociate(on) contract(fast)

WIDEST void kernel_dot_rows(const float *query, const float *rows, size_t count, size_t dimensions, float *out) {
  for (size_t k = 0; k < count; k++) {
    const float *row = rows + k * dimensions;
    float sum = 0;
    for (size_t d = 0; d < dimensions; d++) sum += query[d] * row[d];
    out[k] = sum;
  }
}

WIDEST void kernel_add_scaled(float *sum, const int8_t *vector, float weight, size_t dimensions) {
  for (size_t d = 0; d < dimensions; d++) sum[d] += weight * (float)vector[d];
}

ptrdiff_t kernel_find(const uint64_t *keys, size_t count, uint64_t key) {
  if (count == 0) return -1;
  // Keys are hashes and so evenly spread: start where the key should be and gallop.
  size_t low = 0, high = count;
  size_t guess = (size_t)(((unsigned __int128)key * count) >> 64);
  size_t step = 32;
  if (keys[guess] <= key) {
    low = guess;
    while (low + step < count && keys[low + step] <= key) { low += step; step *= 2; }
    high = low + step < count ? low + step : count;
  } else {
    high = guess;
    while (high > step && keys[high - step] > key) { high -= step; step *= 2; }
    low = high > step ? high - step : 0;
  }
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (keys[middle] <= key) low = middle; else high = middle;
  }
  return keys[low] == key ? (ptrdiff_t)low : -1;
}

WIDEST void kernel_dot_picked(const float *query, const float *rows, const int32_t *picks, size_t count, size_t dimensions, float *out) {
  for (size_t k = 0; k < count; k++) {
    const float *row = rows + (size_t)picks[k] * dimensions;
    float sum = 0;
    for (size_t d = 0; d < dimensions; d++) sum += query[d] * row[d];
    out[k] = sum;
  }
}
