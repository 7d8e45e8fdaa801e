using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>
/// Immutable arrays, also those that were never filled, and sorted collections of strings, whose order must not be the culture's.
/// </summary>
internal sealed class ImmutableConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(ImmutableSortedSet<string>)
        || (typeToConvert.IsGenericType && (typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            || (typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>) && typeToConvert.GetGenericArguments()[0] == typeof(string))));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert == typeof(ImmutableSortedSet<string>) ? new SetConverter()
        : typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? Make(typeof(ArrayConverter<>), typeToConvert.GetGenericArguments()[0])
        : Make(typeof(DictionaryConverter<>), typeToConvert.GetGenericArguments()[1]);

    private static JsonConverter Make(Type converter, Type item) => (JsonConverter)Activator.CreateInstance(converter.MakeGenericType(item))!;

    private sealed class ArrayConverter<T> : JsonConverter<ImmutableArray<T>>
    {
        public override bool HandleNull => true;

        public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(JsonSerializer.Deserialize<T[]>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(value), options);
    }

    private sealed class SetConverter : JsonConverter<ImmutableSortedSet<string>>
    {
        public override ImmutableSortedSet<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ImmutableSortedSet.Create(StringComparer.Ordinal, JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, ImmutableSortedSet<string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize<IEnumerable<string>>(writer, value, options);
    }

    private sealed class DictionaryConverter<T> : JsonConverter<ImmutableSortedDictionary<string, T>>
    {
        public override ImmutableSortedDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options) ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize<IReadOnlyDictionary<string, T>>(writer, value, options);
    }
}
