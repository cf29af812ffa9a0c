/*
 * A disk that fails when it is told to: loaded before the C library (LD_PRELOAD) into the server under test. What it does
 * stands in a small file that both sides have mapped (FAILING_DISK), and holds for the database and its log only:
 *
 *   byte 0: 'f' writes find the disk full · 's' waiting for the disk fails · or, when the count at byte 4 has run out,
 *           the process is killed: 'w' before a write, 'h' after half a write, 'b' before waiting for the disk, 'a' after it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

struct control {
	char mode;
	char padding[3];
	int32_t left;
};
static volatile struct control *control;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void begin(void) {
	real_write = dlsym(RTLD_NEXT, "write");
	real_pwrite = dlsym(RTLD_NEXT, "pwrite");
	real_pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
	real_fsync = dlsym(RTLD_NEXT, "fsync");
	real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
	const char *name = getenv("FAILING_DISK");
	int fd = name ? open(name, O_RDWR) : -1;
	if (fd < 0) return;
	void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (mapped != MAP_FAILED) control = mapped;
	close(fd);
}

static int is_ours(int fd) {
	if (!control || control->mode == 0) return 0;
	char link[64], path[4096];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, sizeof path - 1);
	if (length < 0) return 0;
	path[length] = 0;
	const char *end = strstr(path, "minuteboard.db");
	return end && (strcmp(end, "minuteboard.db") == 0 || strcmp(end, "minuteboard.db-wal") == 0);
}

static int is_time(void) {
	return __sync_sub_and_fetch(&control->left, 1) <= 0;
}

static void die(void) {
	kill(getpid(), SIGKILL);
	for (;;) pause();
}

#define WRITING(whole, half)                                                                                     \
	if (is_ours(fd)) {                                                                                             \
		if (control->mode == 'f') {                                                                                \
			errno = ENOSPC;                                                                                        \
			return -1;                                                                                             \
		}                                                                                                          \
		if (control->mode == 'w' && is_time()) die();                                                              \
		if (control->mode == 'h' && is_time()) {                                                                   \
			half;                                                                                                  \
			die();                                                                                                 \
		}                                                                                                          \
	}                                                                                                              \
	return whole;

ssize_t write(int fd, const void *bytes, size_t count) {
	WRITING(real_write(fd, bytes, count), (void)!real_write(fd, bytes, count / 2))
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
	WRITING(real_pwrite(fd, bytes, count, at), (void)!real_pwrite(fd, bytes, count / 2, at))
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
	WRITING(real_pwrite64(fd, bytes, count, at), (void)!real_pwrite64(fd, bytes, count / 2, at))
}

static int waiting(int fd, int (*real)(int)) {
	if (!is_ours(fd)) return real(fd);
	if (control->mode == 's') {
		errno = EIO;
		return -1;
	}
	if (control->mode == 'b' && is_time()) die();
	int answer = real(fd);
	if (control->mode == 'a' && is_time()) die();
	return answer;
}

int fsync(int fd) {
	return waiting(fd, real_fsync);
}

int fdatasync(int fd) {
	return waiting(fd, real_fdatasync);
}
