/* SPDX-License-Identifier: BSD-2-Clause */
/* calls.c - makes the same WASI calls as the command, and prints the results */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char buf[64];

static void say(const char *what, long long result)
{
	printf("%s: %lld%s%s\n", what, result, result < 0 ? " " : "",
	       result < 0 ? strerror(errno) : "");
}

#define TRY(call) say(#call, (long long)(call))

/* Print variables that count runs. Each run in the same instance must print the same. */
static void count_runs(void)
{
	static int of_zeros, of_sevens = 7;

	TRY(++of_zeros);
	TRY(++of_sevens);
}

static void start(int argc, char **argv)
{
	count_runs();
	for (int i = 1; i < argc; i++)
		printf("argument %s\n", argv[i]);
	printf("HELLO is %s\n", getenv("HELLO"));
	printf("terminals: %d %d\n", isatty(0), isatty(1));
	TRY(read(0, buf, sizeof buf));
}

static void read_file(const char *name)
{
	int fd = open(name, O_RDONLY);
	struct stat st;

	TRY(fstat(fd, &st));
	printf("size %lld, a file: %d\n", (long long)st.st_size, S_ISREG(st.st_mode));
	TRY(read(fd, buf, 5));
	TRY(lseek(fd, 1, SEEK_SET));
	TRY(pread(fd, buf, 3, 2));
	printf("%.5s\n", buf);
	TRY(read(fd, buf, 3));
	printf("%.5s\n", buf);
	TRY(lseek(fd, 0, SEEK_END));
	TRY(read(fd, buf, 3));
	TRY(lseek(fd, -11, SEEK_END));
	TRY(write(fd, buf, 3));
	TRY(close(fd));
	TRY(close(fd));
}

static void write_file(void)
{
	int fd;

	TRY(mkdir("out", 0777));
	TRY(mkdir("out", 0777));
	TRY((fd = open("out/a", O_WRONLY | O_CREAT | O_EXCL, 0666)) > 2);
	TRY(write(fd, "hello", 5));
	TRY(write(fd, " world", 6));
	TRY(pwrite(fd, "J", 1, 0));
	TRY(ftruncate(fd, 9));
	TRY(lseek(fd, 12, SEEK_SET));
	TRY(write(fd, "end", 3));
	TRY(close(fd));
	TRY((fd = open("out/a", O_WRONLY | O_APPEND)) > 2);
	TRY(write(fd, "!", 1));
	TRY(close(fd));
	TRY(open("out/a", O_WRONLY | O_CREAT | O_EXCL, 0666));
}

static void move(void)
{
	TRY(link("out/a", "out/b"));
	TRY(link("out/a", "out/b"));
	TRY(unlink("out/a"));
	TRY(unlink("out/a"));
	TRY(rename("out/b", "out/c"));
	TRY(rename("out/b", "out/c"));
	TRY(open("none", O_RDONLY));
	TRY(open("none/x", O_WRONLY | O_CREAT, 0666));
	TRY(open("out/c/x", O_WRONLY | O_CREAT, 0666));
	TRY(open("out/c", O_RDONLY | O_DIRECTORY));
	TRY(open("out", O_WRONLY));
	TRY(unlink("out"));
	TRY(rmdir("out"));
	TRY(rmdir("out/c"));
}

static void list(void)
{
	DIR *dir;
	struct dirent *entry;
	struct stat st;
	int fd, folder = open("out", O_RDONLY | O_DIRECTORY);

	TRY(fstatat(folder, "c", &st, AT_SYMLINK_NOFOLLOW));
	printf("size %lld\n", (long long)st.st_size);
	TRY((fd = openat(folder, "../out/./c", O_RDONLY)) > 2);
	TRY(read(fd, buf, sizeof buf));
	TRY(memcmp(buf, "Jello wor\0\0\0end!", 16));
	dir = opendir("out");
	while (dir && (entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			printf("entry %s, a file: %d\n", entry->d_name,
			       entry->d_type == DT_REG);
	TRY(closedir(dir));
	TRY(unlink("out/c"));
	TRY(read(fd, buf, sizeof buf));
	TRY(rmdir("out"));
	TRY(readlink("out", buf, sizeof buf));
}

int main(int argc, char **argv)
{
	struct timespec now;
	char *big;

	if (chdir(getenv("PWD")) != 0)
		return 1;
	start(argc, argv);
	read_file(argv[1]);
	write_file();
	move();
	list();
	TRY(clock_gettime(CLOCK_MONOTONIC, &now));
	TRY(clock_gettime(CLOCK_REALTIME, &now));
	TRY(now.tv_sec > 1700000000);
	TRY(getentropy(buf, 20));
	big = malloc(50 << 20);
	memset(big, 7, 50 << 20);
	TRY(big[1 << 20]);
	free(big);
	fflush(stdout);
	fputs("to standard error\n", stderr);
	return 3;
}
