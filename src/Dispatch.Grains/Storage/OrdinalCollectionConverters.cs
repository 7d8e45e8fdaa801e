using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Grains.Storage;

/// <summary>
/// Sorted immutable collections keyed by strings, in ordinal order: the comparer a collection gets by default is the culture's,
/// and the order would then differ from one machine to the next.
/// </summary>
internal sealed class OrdinalCollectionConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert)
        => typeToConvert == typeof(ImmutableSortedSet<string>)
            || (typeToConvert.IsGenericType
                && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>)
                && typeToConvert.GetGenericArguments()[0] == typeof(string));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => typeToConvert == typeof(ImmutableSortedSet<string>)
            ? new SetConverter()
            : (JsonConverter)Activator.CreateInstance(typeof(DictionaryConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()[1]))!;

    private sealed class SetConverter : JsonConverter<ImmutableSortedSet<string>>
    {
        public override ImmutableSortedSet<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => ImmutableSortedSet.Create(StringComparer.Ordinal, JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, ImmutableSortedSet<string> value, JsonSerializerOptions options)
            => JsonSerializer.Serialize<IEnumerable<string>>(writer, value, options);
    }

    private sealed class DictionaryConverter<TValue> : JsonConverter<ImmutableSortedDictionary<string, TValue>>
    {
        public override ImmutableSortedDictionary<string, TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => (JsonSerializer.Deserialize<Dictionary<string, TValue>>(ref reader, options) ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, TValue> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, item) in value)
            {
                writer.WritePropertyName(key);
                JsonSerializer.Serialize(writer, item, options);
            }

            writer.WriteEndObject();
        }
    }
}
