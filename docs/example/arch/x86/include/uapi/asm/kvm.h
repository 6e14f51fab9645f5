/* SPDX-License-Identifier: MIT */
#ifndef _ASM_KVM_H
#define _ASM_KVM_H

#endif
