package conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;

/** The Javadoc of a source file, as the compiler reads it. */
final class DocComments {

    private static final Map<Path, DocComments> READ = new ConcurrentHashMap<>();

    private final Map<String, String> comments = new HashMap<>();

    private DocComments() {}

    /** Those of the file in which a type of the main sources stands. */
    static DocComments of(Class<?> type) {
        var file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        return READ.computeIfAbsent(Path.of("src/main/java", file), DocComments::read);
    }

    private static DocComments read(Path file) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DocComments();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            var reader = found.new Reader(DocTrees.instance(task));
            task.parse().forEach(unit -> reader.scan(unit, ""));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands above a type, as Markdown in one line; empty if nothing does. */
    String above(Class<?> type) {
        return comments.getOrDefault(name(type), "");
    }

    /** What stands above a member of a type, such as a method or a constant. */
    String above(Class<?> type, String member) {
        return comments.getOrDefault(name(type) + "." + member, "");
    }

    private static String name(Class<?> type) {
        return type.getName().replaceFirst(".*\\.", "").replace('$', '.');
    }

    private final class Reader extends TreePathScanner<Void, String> {

        private final DocTrees trees;

        Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, String outer) {
            var name = outer.isEmpty() ? type.getSimpleName().toString() : outer + "." + type.getSimpleName();
            keep(name);
            for (var member : type.getMembers()) {
                scan(member, name);
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, String outer) {
            keep(outer + "." + method.getName());
            return null;
        }

        @Override
        public Void visitVariable(VariableTree variable, String outer) {
            if (getCurrentPath().getParentPath().getLeaf().getKind() != Tree.Kind.METHOD) {
                keep(outer + "." + variable.getName());
            }
            return null;
        }

        private void keep(String name) {
            var comment = trees.getDocComment(getCurrentPath());
            if (comment != null) {
                comments.put(name, markdown(comment));
            }
        }
    }

    private static String markdown(String comment) {
        return comment.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "`$1`")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
    }
}
