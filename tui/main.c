/* SPDX-License-Identifier: Apache-2.0 */
/* main - everything is behind command_main(), so that tests can call it. */
#include "tui/tui.h"

int main(int argc, char **argv)
{
	return command_main(argc, argv);
}
