/* SPDX-License-Identifier: BSD-2-Clause */
/* folder.h - the end of a process with open folders on Windows */
#ifndef CLI_IO_WINDOWS_FOLDER_H
#define CLI_IO_WINDOWS_FOLDER_H

/*
 * Call this before the process ends: it closes all folders, and removes the kept folder
 * if it is empty.
 */
void folder_close_all(void);
void folder_release_kept(void);

#endif /* CLI_IO_WINDOWS_FOLDER_H */
