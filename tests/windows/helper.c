/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * helper.c - a second Windows program for the tests of gopx.exe
 *
 * helper wait                 waits until standard input ends
 * helper hold FILE            opens FILE without sharing it, until standard input ends
 * helper interrupt EXE DIR    runs "EXE extract -o DIR -", and interrupts it with Ctrl-C
 *
 * Exit status 77 means that there is no console.
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

static int wait_for_end(void)
{
	while (getchar() != EOF)
		;
	return 0;
}

static int hold(const char *path)
{
	HANDLE file = CreateFileA(path, GENERIC_READ | GENERIC_WRITE, 0, NULL,
				  OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);

	puts(file == INVALID_HANDLE_VALUE ? "failed" : "held");
	fflush(stdout);
	return wait_for_end();
}

static int start(char *line, HANDLE input, PROCESS_INFORMATION *out)
{
	STARTUPINFOA startup = { .cb = sizeof(startup), .dwFlags = STARTF_USESTDHANDLES };

	startup.hStdInput = input;
	startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
	startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
	return CreateProcessA(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, out);
}

static DWORD end_of(HANDLE process)
{
	DWORD status = 0;

	if (WaitForSingleObject(process, 60000) != WAIT_OBJECT_0)
		TerminateProcess(process, 99);
	WaitForSingleObject(process, 5000);
	GetExitCodeProcess(process, &status);
	return status;
}

static int interrupt(const char *program, const char *folder)
{
	PROCESS_INFORMATION process;
	HANDLE reads, writes;
	char line[4096];
	int tries;

	if (!CreatePipe(&reads, &writes, NULL, 0))
		return 1;
	SetHandleInformation(reads, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
	snprintf(line, sizeof(line), "\"%s\" extract -o \"%s\" -", program, folder);
	if (!start(line, reads, &process))
		return 77;
	for (tries = 0; tries < 150; tries++) {
		if (GetFileAttributesA(folder) != INVALID_FILE_ATTRIBUTES)
			break;
		Sleep(100);
	}
	printf("%s\n", tries < 150 ? "made" : "not made");
	/* Ctrl-C reaches all programs in this console, so this program ignores it. */
	SetConsoleCtrlHandler(NULL, TRUE);
	if (!GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0)) {
		TerminateProcess(process.hProcess, 99);
		return 77;
	}
	printf("%lx\n", end_of(process.hProcess));
	CloseHandle(writes);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "wait"))
		return wait_for_end();
	if (argc == 3 && !strcmp(argv[1], "hold"))
		return hold(argv[2]);
	if (argc == 4 && !strcmp(argv[1], "interrupt"))
		return interrupt(argv[2], argv[3]);
	return 2;
}
