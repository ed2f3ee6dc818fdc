import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The method or constructor that a lambda calls. */
record LambdaBody(Handle handle) {
  private boolean isConstructor() {
    return handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
  }

  private Type owner() {
    return Type.getObjectType(handle.getOwner());
  }

  /** What it takes, the object that it is called of first. */
  Type[] parameters() {
    Type[] own = Type.getArgumentTypes(handle.getDesc());
    boolean free = isConstructor() || handle.getTag() == Opcodes.H_INVOKESTATIC;
    return free ? own : Stream.concat(Stream.of(owner()), Stream.of(own)).toArray(Type[]::new);
  }

  Type result() {
    return isConstructor() ? owner() : Type.getReturnType(handle.getDesc());
  }

  /** What stands before the arguments. */
  void begin(MethodVisitor code) {
    if (isConstructor()) {
      code.visitTypeInsn(Opcodes.NEW, handle.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
  }

  void call(MethodVisitor code) {
    code.visitMethodInsn(
        instruction(), handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
  }

  /** One that is private is called like any other: the caller is of the same nest. */
  private int instruction() {
    return switch (handle.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> handle.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    };
  }
}
