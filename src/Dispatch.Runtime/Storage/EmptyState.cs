using System.Runtime.CompilerServices;

namespace Dispatch.Runtime.Storage;

/// <summary>The state of an actor that has no record: made by the parameterless constructor, or blank where there is none.</summary>
internal static class EmptyState
{
    public static T Create<T>() => Maker<T>.Make();

    private static class Maker<T>
    {
        public static readonly Func<T> Make = Choose();

        private static Func<T> Choose()
        {
            var type = typeof(T);
            if (type.IsValueType || type.IsAbstract || type == typeof(string) || type.IsArray)
            {
                return static () => default!;
            }

            return type.GetConstructor(Type.EmptyTypes) is not null
                ? static () => Activator.CreateInstance<T>()
                : static () => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        }
    }
}
