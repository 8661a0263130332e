/* SPDX-License-Identifier: BSD-2-Clause */
/* folder.h - what else a process does with its folders on Windows */
#ifndef CLI_IO_WINDOWS_FOLDER_H
#define CLI_IO_WINDOWS_FOLDER_H

/* This process is about to end: hold no folder open, and remove the one that is kept and
 * still empty. */
void folder_close_all(void);
void folder_release_kept(void);

#endif /* CLI_IO_WINDOWS_FOLDER_H */
