// SPDX-License-Identifier: MIT
int kvm_arch_vm_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	return -ENOTTY;
}

int handle_lost_doorbell(struct kvm_vcpu *vcpu)
{
	vcpu->run->exit_reason = KVM_EXIT_DOORBELL_LOST;
	return 0;
}
