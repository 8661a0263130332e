/* SPDX-License-Identifier: BSD-2-Clause */
/* process.c - a process of Windows: its streams, its console, and its end */
#include "io/system/process.h"

#include <conio.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

#include "io/system/file.h"
#include "io/windows/folder.h"
#include "words/exit_status.h"

/* The exit status that Windows gives to an interrupted process. */
#define INTERRUPTED 0xc000013au

/*
 * This lock is held while files are written, so that an interrupt waits until they are
 * complete.
 */
static CRITICAL_SECTION writing;

static UINT code_page; /* the console's old mode; 0 without a console */

static void restore_console(void)
{
	if (code_page)
		SetConsoleOutputCP(code_page);
}

static BOOL WINAPI interrupted(DWORD why)
{
	(void)why;
	EnterCriticalSection(&writing);
	folder_close_all();
	folder_release_kept();
	restore_console();
	ExitProcess(INTERRUPTED);
}

/* Open closed streams, so that no other file gets their numbers.  In binary mode no '\r'
 * is added or removed. */
static void hold_streams(void)
{
	for (int fd = FILE_STDIN; fd <= FILE_STDERR; fd++) {
		if (_get_osfhandle(fd) < 0 &&
		    _open("NUL", fd == FILE_STDIN ? _O_WRONLY : _O_RDONLY) < 0)
			_exit(EXIT_TROUBLE);
		_setmode(fd, _O_BINARY);
	}
}

void process_begin(void)
{
	/* Let access to an empty drive fail, without a message window. */
	SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
	hold_streams();
	/* Use a large buffer, so that no character is written to a console in two
	 * parts. */
	setvbuf(stdout, NULL, _IOFBF, (size_t)64 << 10);
	InitializeCriticalSection(&writing);
	SetConsoleCtrlHandler(interrupted, TRUE);
	code_page = GetConsoleOutputCP();
	if (!code_page)
		return;
	SetConsoleOutputCP(CP_UTF8);
	atexit(restore_console);
}

void process_take_output(void)
{
}

void process_give_output(void)
{
}

/*
 * The C library does not report whether bytes wait to be written. Always return true: an
 * unnecessary flush does no harm.
 */
bool process_has_output(void)
{
	return true;
}

void process_hold_signals(void)
{
	EnterCriticalSection(&writing);
}

void process_take_signals(void)
{
	LeaveCriticalSection(&writing);
}

long process_number(void)
{
	return (long)GetCurrentProcessId();
}

bool process_runs_again(void)
{
	return false;
}

/* A shell that started this process would use the same console. */
bool process_owns_window(void)
{
	DWORD others[2];

	return GetConsoleProcessList(others, 2) == 1;
}

void process_wait_for_key(void)
{
	if (!file_is_terminal(FILE_STDIN))
		return;
	fputs("\nPress a key to close this window.\n", stderr);
	fflush(stderr);
	_getch();
}
