// SPDX-License-Identifier: MIT
int kvm_arch_vm_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	struct kvm *kvm = file->private_data;
	struct kvm_doorbell_list list;

	switch (request) {
	case KVM_GET_DOORBELLS:
		if (copy_from_user(&list, (void __user *)argument, sizeof(list)))
			return -EFAULT;
		return kvm_list_doorbells(kvm, &list, (void __user *)argument);
	default:
		return -ENOTTY;
	}
}
