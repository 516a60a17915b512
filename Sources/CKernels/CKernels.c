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

WIDEST void kernel_weighted_sum(
  float *sum, const int8_t *rows, const int32_t *picks, const float *weights, size_t count, size_t dimensions
) {
  size_t start = 0;
  // A block of the sum stays in registers for all rows.
  for (; start + 64 <= dimensions; start += 64) {
    float block[64] = {0};
    for (size_t k = 0; k < count; k++) {
      const int8_t *row = rows + (size_t)picks[k] * dimensions + start;
      for (size_t d = 0; d < 64; d++) block[d] += weights[k] * (float)row[d];
    }
    for (size_t d = 0; d < 64; d++) sum[start + d] = block[d];
  }
  for (; start < dimensions; start++) {
    float value = 0;
    for (size_t k = 0; k < count; k++) value += weights[k] * (float)rows[(size_t)picks[k] * dimensions + start];
    sum[start] = value;
  }
}

WIDEST void kernel_run_norms(const float *rows, size_t count, size_t dimensions, float *sum, float *out) {
  for (size_t d = 0; d < dimensions; d++) sum[d] = 0;
  for (size_t k = 0; k < count; k++) {
    const float *row = rows + k * dimensions;
    float square = 0;
    for (size_t d = 0; d < dimensions; d++) {
      sum[d] += row[d];
      square += sum[d] * sum[d];
    }
    out[k] = __builtin_sqrtf(square);
  }
}

WIDEST void kernel_cosines(
  const int8_t *query, float unit, const int8_t *rows, const int32_t *picks, const float *units, size_t count, size_t dimensions, float *out
) {
  size_t k = 0;
  // Four rows at a time, so that the query is widened once for all of them.
  for (; k + 4 <= count; k += 4) {
    const int8_t *a = rows + (size_t)picks[k] * dimensions, *b = rows + (size_t)picks[k + 1] * dimensions;
    const int8_t *c = rows + (size_t)picks[k + 2] * dimensions, *d = rows + (size_t)picks[k + 3] * dimensions;
    int32_t sums[4] = {0, 0, 0, 0};
    for (size_t n = 0; n < dimensions; n++) {
      sums[0] += (int32_t)query[n] * a[n];
      sums[1] += (int32_t)query[n] * b[n];
      sums[2] += (int32_t)query[n] * c[n];
      sums[3] += (int32_t)query[n] * d[n];
    }
    for (size_t n = 0; n < 4; n++) out[k + n] = (float)sums[n] * unit * units[k + n];
  }
  for (; k < count; k++) {
    const int8_t *row = rows + (size_t)picks[k] * dimensions;
    int32_t sum = 0;
    for (size_t d = 0; d < dimensions; d++) sum += (int32_t)query[d] * row[d];
    out[k] = (float)sum * unit * units[k];
  }
}

WIDEST void kernel_exponentials(float *values, size_t count, float slope, float middle) {
  // A float's bits, read as an integer, are nearly a logarithm (Schraudolph, "A fast, compact approximation of the exponential function", 1999).
  for (size_t k = 0; k < count; k++) {
    float power = slope * 1.44269504f * ((values[k] > 0 ? values[k] : 0) - middle) + 126.9569f;
    union { int32_t bits; float value; } result = {.bits = (int32_t)(power * 8388608.0f)};
    values[k] = result.value;
  }
}

WIDEST int32_t kernel_square(const int8_t *vector, size_t dimensions) {
  int32_t sum = 0;
  for (size_t d = 0; d < dimensions; d++) sum += (int32_t)vector[d] * vector[d];
  return sum;
}
