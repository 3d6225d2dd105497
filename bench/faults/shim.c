/*
 * Preloaded into a process (LD_PRELOAD), it lets the disk fail and the clock be wrong on demand. What it does stands in
 * a small file that is mapped into memory, so that another process, or this one itself, can change it at any moment.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* shim.ts writes this. */
struct control {
  int64_t clock_milliseconds; /* added to the wall clock */
  int32_t error;              /* errno of operations that fail; 0: none does */
  int32_t operations;         /* which of them fail: bits below */
  int32_t spared;             /* so many go well first; counted down here */
  char part[104];             /* fails only files whose path holds this */
  int64_t uptime_milliseconds; /* added to the time since the machine was started */
};

enum { OP_WRITE = 1, OP_SYNC = 2, OP_READ = 4, OP_OPEN = 8, OP_RESIZE = 16 };

static struct control *control;
static const char *control_path;

__attribute__((constructor)) static void map_control(void) {
  const char *path = control_path = getenv("ROLLCALL_FAULTS");
  int descriptor = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return;
  void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  close(descriptor);
  if (mapped != MAP_FAILED) control = mapped;
}

static int refused(int operation, const char *path) {
  if (control == NULL || control->error == 0 || (control->operations & operation) == 0) return 0;
  if (strstr(path, control->part) == NULL || strcmp(path, control_path) == 0) return 0;
  if (control->spared > 0) {
    __atomic_sub_fetch(&control->spared, 1, __ATOMIC_SEQ_CST);
    return 0;
  }
  errno = control->error;
  return 1;
}

static int refused_descriptor(int operation, int descriptor) {
  if (control == NULL || control->error == 0 || (control->operations & operation) == 0) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return refused(operation, path);
}

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

#define ON_DESCRIPTOR(operation, result, name, parameters, arguments)                     \
  result name parameters {                                                                 \
    static __typeof__(&name) original;                                                     \
    if (original == NULL) original = REAL(name);                                           \
    return refused_descriptor(operation, descriptor) ? -1 : original arguments;            \
  }

ON_DESCRIPTOR(OP_WRITE, ssize_t, write, (int descriptor, const void *bytes, size_t length), (descriptor, bytes, length))
ON_DESCRIPTOR(OP_WRITE, ssize_t, pwrite, (int descriptor, const void *bytes, size_t length, off_t at), (descriptor, bytes, length, at))
ON_DESCRIPTOR(OP_WRITE, ssize_t, pwrite64, (int descriptor, const void *bytes, size_t length, off64_t at), (descriptor, bytes, length, at))
ON_DESCRIPTOR(OP_WRITE, ssize_t, writev, (int descriptor, const struct iovec *parts, int count), (descriptor, parts, count))
ON_DESCRIPTOR(OP_WRITE, ssize_t, pwritev, (int descriptor, const struct iovec *parts, int count, off_t at), (descriptor, parts, count, at))
ON_DESCRIPTOR(OP_WRITE, ssize_t, pwritev64, (int descriptor, const struct iovec *parts, int count, off64_t at), (descriptor, parts, count, at))
ON_DESCRIPTOR(OP_READ, ssize_t, pread, (int descriptor, void *bytes, size_t length, off_t at), (descriptor, bytes, length, at))
ON_DESCRIPTOR(OP_READ, ssize_t, pread64, (int descriptor, void *bytes, size_t length, off64_t at), (descriptor, bytes, length, at))
ON_DESCRIPTOR(OP_SYNC, int, fsync, (int descriptor), (descriptor))
ON_DESCRIPTOR(OP_SYNC, int, fdatasync, (int descriptor), (descriptor))
ON_DESCRIPTOR(OP_RESIZE, int, ftruncate, (int descriptor, off_t length), (descriptor, length))
ON_DESCRIPTOR(OP_RESIZE, int, ftruncate64, (int descriptor, off64_t length), (descriptor, length))

/* Unlike the others, these return the error instead of setting it. */
#define ALLOCATE(name, type)                                                               \
  int name(int descriptor, type at, type length) {                                         \
    static __typeof__(&name) original;                                                     \
    if (original == NULL) original = REAL(name);                                           \
    return refused_descriptor(OP_RESIZE, descriptor) ? errno : original(descriptor, at, length); \
  }
ALLOCATE(posix_fallocate, off_t)
ALLOCATE(posix_fallocate64, off64_t)

/* Node reads it there: the same text with another number in it. -1 where nothing is to be changed. */
static int changed_uptime(const char *path) {
  if (control == NULL || control->uptime_milliseconds == 0 || strcmp(path, "/proc/uptime") != 0) return -1;
  struct timespec now;
  if (clock_gettime(CLOCK_BOOTTIME, &now) != 0) return -1;
  int descriptor = memfd_create("uptime", MFD_CLOEXEC);
  if (descriptor < 0) return -1;
  double seconds = now.tv_sec + now.tv_nsec / 1e9 + control->uptime_milliseconds / 1e3;
  dprintf(descriptor, "%.2f 0.00\n", seconds);
  lseek(descriptor, 0, SEEK_SET);
  return descriptor;
}

#define writes(flags) (((flags) & O_ACCMODE) != O_RDONLY || ((flags) & O_CREAT) != 0)
#define OPENING(name)                                                                      \
  int name(const char *path, int flags, ...) {                                             \
    static int (*original)(const char *, int, ...);                                        \
    if (original == NULL) original = (int (*)(const char *, int, ...))real(#name);         \
    va_list rest;                                                                          \
    va_start(rest, flags);                                                                 \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;              \
    va_end(rest);                                                                          \
    int uptime = changed_uptime(path);                                                     \
    if (uptime >= 0) return uptime;                                                        \
    return writes(flags) && refused(OP_OPEN, path) ? -1 : original(path, flags, mode);     \
  }
OPENING(open)
OPENING(open64)

int clock_gettime(clockid_t clock, struct timespec *time) {
  static int (*original)(clockid_t, struct timespec *);
  if (original == NULL) original = (int (*)(clockid_t, struct timespec *))real("clock_gettime");
  int result = original(clock, time);
  if (result != 0 || control == NULL || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return result;
  int64_t nanoseconds = time->tv_nsec + (control->clock_milliseconds % 1000) * 1000000;
  time->tv_sec += control->clock_milliseconds / 1000 + nanoseconds / 1000000000;
  time->tv_nsec = nanoseconds % 1000000000;
  if (time->tv_nsec < 0) {
    time->tv_nsec += 1000000000;
    time->tv_sec -= 1;
  }
  return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *out) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (out != NULL) *out = now.tv_sec;
  return now.tv_sec;
}
