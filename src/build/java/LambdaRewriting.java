import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Rewrites one class: each place that makes a lambda takes it from a class of its own. */
final class LambdaRewriting extends ClassVisitor {
  /** Stands in the name of each lambda, behind the name of the class in which it is written. */
  static final String MARK = "$$L";

  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

  private final Map<String, byte[]> made = new LinkedHashMap<>();
  private int version;
  private String name = "";
  private String host = "";

  LambdaRewriting(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The classes that were made, by their names, in the order of the places. */
  Map<String, byte[]> made() {
    return made;
  }

  /** The class that knows all members of its nest. */
  String host() {
    return host;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    this.version = version;
    this.name = name;
    this.host = name;
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public void visitNestHost(String host) {
    this.host = host;
    super.visitNestHost(host);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitInvokeDynamicInsn(
          String method, String factory, Handle bootstrap, Object... arguments) {
        if (bootstrap.getOwner().equals(FACTORY) && bootstrap.getName().equals("metafactory")) {
          take(mv, new LambdaClass.Shape(method, factory, arguments));
        } else {
          super.visitInvokeDynamicInsn(method, factory, bootstrap, arguments);
        }
      }
    };
  }

  /** Puts the lambda on the stack, in the place of the values that it holds. */
  private void take(MethodVisitor code, LambdaClass.Shape shape) {
    String own = name + MARK + made.size();
    made.put(own, new LambdaClass(own, host, shape).bytes(version));
    if (shape.held().length == 0) {
      code.visitFieldInsn(Opcodes.GETSTATIC, own, LambdaClass.ONLY, shape.type().getDescriptor());
    } else {
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          own,
          LambdaClass.HOLDING,
          Type.getMethodDescriptor(shape.type(), shape.held()),
          false);
    }
  }
}
