/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * measure.c - usage: bench_measure COMMAND [ARGUMENT...]
 *
 * Runs a command without input and output, and prints {wall seconds, CPU seconds, peak
 * KiB, exit status or -signal}.  It is a small separate program, because the peak of a
 * process includes its memory from before exec().
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void become(char **argv)
{
	int nothing = open("/dev/null", O_RDWR);

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		dup2(nothing, fd);
	execvp(argv[0], argv);
	_exit(127);
}

int main(int argc, char **argv)
{
	struct rusage used;
	double start;
	int status;
	pid_t pid;

	if (argc < 2)
		return 2;
	start = now();
	pid = fork();
	if (pid == 0)
		become(argv + 1);
	if (pid < 0 || wait4(pid, &status, 0, &used) < 0)
		return 2;
	printf("%.6f %.6f %ld %d\n", now() - start,
	       seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss,
	       WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
	return 0;
}
