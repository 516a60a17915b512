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
